/** What a thrown value says under a name (`code`, `stderr`): errors of another realm are no instances of our `Error`. */
export const propertyOf = (thrown: unknown, name: string): unknown =>
  typeof thrown === 'object' && thrown !== null && name in thrown
    ? (thrown as Record<string, unknown>)[name]
    : undefined;
