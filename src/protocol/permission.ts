/** What a backend may ask the visitor for (stentor `system: PERMISSION_*`, PROTOCOL.md). */
export type Permission = 'email' | 'phone' | 'location' | 'coarse-location' | 'notification' | 'list';

export interface PermissionRequest {
  readonly permission: Permission;
  /** Milliseconds since 1970. Stentor treats an answer older than five minutes as not granted. */
  readonly askedAt: number;
}
