import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';

/** Where something stands in a text, both from 1; a column counts UTF-16 units, as editors do. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A JSON text that has been read: its value, and where the parts of it stand. */
export interface JsonText {
  readonly value: unknown;
  /** The value at this path; where it is missing, what it is missing from. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
  /** The name of a property rather than its value. */
  readonly placeOfName: (path: readonly PropertyKey[]) => Place;
}

export interface TextProblem extends Place {
  readonly message: string;
}

const STRICT = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

/** Reads a JSON text without comments. A name that an object has twice is refused: one of the two would say nothing. */
export function readJsonText(source: string): { readonly ok: JsonText } | { readonly problem: TextProblem } {
  const text = source.replace(/^\uFEFF/, '');
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, STRICT);
  const [error] = errors;
  if (error !== undefined || root === undefined) {
    const { offset, words } = error === undefined ? { offset: 0, words: 'nothing is there' } : described(error);
    return { problem: { ...placeAt(text, offset), message: `is not JSON: ${words}` } };
  }
  const twice = repeatedName(root);
  if (twice !== undefined) {
    const message = `"${String(twice.value)}" stands there twice: leave one of them out`;
    return { problem: { ...placeAt(text, twice.offset), message } };
  }
  return { ok: jsonText(text, root) };
}

function jsonText(text: string, root: Node): JsonText {
  const nodeAt = (path: readonly PropertyKey[]) => findNodeAtLocation(root, path.map(segmentOf));
  const nearest = (path: readonly PropertyKey[]): Node =>
    nodeAt(path) ?? (path.length === 0 ? root : nearest(path.slice(0, -1)));
  return {
    value: JSON.parse(text),
    placeOf: (path) => placeAt(text, nearest(path).offset),
    placeOfName: (path) => placeAt(text, (nodeAt(path)?.parent ?? nearest(path)).offset),
  };
}

const segmentOf = (key: PropertyKey): string | number => (typeof key === 'number' ? key : String(key));

/** `PropertyNameExpected` -> `property name expected`. */
const described = ({ error, offset }: ParseError) => ({
  offset,
  words: printParseErrorCode(error)
    .replace(/(?!^)([A-Z])/g, ' $1')
    .toLowerCase(),
});

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** The first name that its object has already. */
function repeatedName(node: Node): Node | undefined {
  const children = node.children ?? [];
  if (node.type === 'object') {
    const names = children.flatMap(({ children: [name] = [] }) => name ?? []);
    const twice = names.find(({ value }, index) => names.findIndex((other) => other.value === value) < index);
    if (twice !== undefined) return twice;
  }
  for (const child of children) {
    const found = repeatedName(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
