import type { Formula, Portion } from './workshop.js';

/*
 * portion = count " " item
 * formula = portion { " + " portion } [ " (needs " item ")" ] " -> " portion
 * as in `2 ash board + 1 hemp cord (needs hand saw) -> 1 rope ladder`
 */

export const portionText = ({ count, item }: Portion): string => `${count} ${item}`;

export function formulaText({ needs, tool, makes }: Formula): string {
  const at = tool === undefined ? '' : ` (needs ${tool})`;
  return `${needs.map(portionText).join(' + ')}${at} -> ${portionText(makes)}`;
}

export function parsePortion(text: string): Portion | undefined {
  const [, count, item] = /^([1-9]\d{0,5}) ([a-z][a-z' -]*)$/.exec(text.trim()) ?? [];
  return count === undefined || item === undefined ? undefined : { count: Number(count), item };
}

export function parseFormula(text: string): Formula | undefined {
  const [, taken = '', tool, made = ''] = /^(.+?)(?: \(needs ([^()]+)\))? -> (.+)$/.exec(text.trim()) ?? [];
  const makes = parsePortion(made);
  const needs = taken.split(' + ').map(parsePortion);
  if (makes === undefined || !needs.every((portion) => portion !== undefined)) return undefined;
  return { needs, ...(tool !== undefined && { tool }), makes };
}
