/** Asks the device, which asks the visitor; only ever after a click of theirs. */
export const locate = (): Promise<{ latitude: number; longitude: number }> =>
  new Promise((resolve, reject) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => resolve({ latitude, longitude }),
      // With a GeolocationPositionError, which is no Error.
      reject,
      { timeout: 10_000 },
    ),
  );

/** The visitor, or the page's policy, said no; all else may go well the next time. */
export const isRefusal = (reason: unknown): boolean =>
  typeof reason === 'object' && reason !== null && 'code' in reason && reason.code === 1;
