export type NonEmpty<T> = readonly [T, ...T[]];

/** `map` that knows the result has an element. */
export const each = <T, U>([first, ...rest]: NonEmpty<T>, of: (item: T) => U): NonEmpty<U> => [
  of(first),
  ...rest.map(of),
];
