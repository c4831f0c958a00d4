/** The environment cannot be used; the message names every wrong variable with what would be right. */
export class ConfigError extends Error {
  readonly code = 'config_invalid';
}
