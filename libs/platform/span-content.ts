import type { ContentSettings } from '#spans';
import { redaction } from '#telemetry';
import type { Config } from './config.js';

/** Whether spans hold what was said, without the keys of this installation. */
export function spanContent({ telemetry, apiKey, vendors }: Config): ContentSettings {
  const keys = [...vendors.reveal().values()].map((vendor) => vendor.apiKey);
  return { ...telemetry.content, redact: redaction([...keys, ...(apiKey === undefined ? [] : [apiKey.reveal()])]) };
}
