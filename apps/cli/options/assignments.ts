import { InvalidArgumentError } from 'commander';
import type { Parameters } from '#events';

function split(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('must read key=value');
  return [text.slice(0, at), text.slice(at + 1)];
}

/** Collects a repeated `key=value` option as text. */
export function label(text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const [key, value] = split(text);
  return { ...before, [key]: value };
}

/** A `key=value` option as the API's filter takes it. */
export const labelFilter = (text: string): string => split(text).join(':');

/** Collects a repeated `key=value` option; numbers and true/false are taken as such. */
export function parameter(text: string, before: Parameters = {}): Parameters {
  const [key, value] = split(text);
  return { ...before, [key]: scalar(value) };
}

function scalar(value: string): number | boolean | string {
  if (value === 'true' || value === 'false') return value === 'true';
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}
