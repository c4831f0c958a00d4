import { telemetrySettings, TelemetrySettingsError, type TelemetrySettings } from '../settings.js';

/** Starts instrumentation where the environment wants traces. A wrong variable starts nothing: who reads it next says so. */
export async function instrumentFrom(environment: Readonly<Record<string, string | undefined>>): Promise<void> {
  if (settingsIn(environment)?.traces === undefined) return;
  const { startInstrumentation } = await import('./start-instrumentation.js');
  startInstrumentation();
}

function settingsIn(environment: Readonly<Record<string, string | undefined>>): TelemetrySettings | undefined {
  try {
    return telemetrySettings(environment);
  } catch (error) {
    if (error instanceof TelemetrySettingsError) return undefined;
    throw error;
  }
}
