/** A widget's settings as `GET /config/:key` gives them; the keys are those of the settings table. */
export interface WidgetConfig {
  /** Pages that may use it; absent means all. */
  readonly origin?: readonly string[];
  readonly disabled?: boolean;
  readonly [setting: string]: unknown;
}

/** What the doors know of the resources, wherever they are kept. */
export interface Store {
  /** The settings of a widget, or undefined when there is no such key. */
  readonly config: (key: string) => WidgetConfig | undefined;
}

/** A resource as it lies in a collection. */
export interface Row {
  readonly id: string;
  readonly [field: string]: unknown;
}
export interface Resources {
  readonly widgets: readonly Row[];
  readonly bots: readonly Row[];
}

/** The row's fields as settings: its id stays inside. */
export const configOf = ({ id: _, ...settings }: Row): WidgetConfig => settings;

/** Keeps the resources in memory. */
export function memoryStore({ widgets }: Resources): Store {
  const rows = new Map(widgets.map((row) => [row.id, row]));
  return {
    config: (key) => {
      const row = rows.get(key);
      return row && configOf(row);
    },
  };
}
