/** What a part says of a call besides its name and arguments; newer models number their calls. */
export interface CallPart {
  readonly functionCall: { readonly id?: string };
}

/** The id that the vendor gave to the call in this part, if it is one and has one. */
export function idOfCall(part: object): string | undefined {
  const { functionCall } = part as Partial<CallPart>;
  return functionCall?.id;
}
