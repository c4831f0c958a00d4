import { SecretError, type Secrets } from './secrets.js';

/**
 * Headers with their secrets, names in lower case.
 * @throws SecretError that names the header, never its value
 */
export function headerValues(headers: Readonly<Record<string, string>>, secrets: Secrets): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, text]) => {
      const value = secrets.reveal(text);
      if (/^[\t\x20-\x7e]*$/.test(value)) return [name.toLowerCase(), value];
      throw new SecretError(`headers.${name}: its value must be printable ASCII on one line: check for a line break`);
    }),
  );
}
