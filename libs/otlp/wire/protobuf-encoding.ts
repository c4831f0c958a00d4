import { PROCESS_ATTRIBUTE } from '#spans';
import { checkProtobuf } from './check-protobuf.js';
import { OUR_RUN, type Encoding, type Group, type SpanHead } from './encoding.js';
import { RESOURCE, SCOPE, SEALED, SPAN } from './otlp-messages.js';
import { UnusableRequest } from './unusable-request.js';

type Bytes = Uint8Array;

/** As `otlp-messages.ts` declares it; a repeated field that is missing is an empty list. */
interface Sealed {
  readonly groups: readonly { readonly resource: Bytes; readonly scopes: readonly SealedScope[] }[];
}
interface SealedScope {
  readonly scope: Bytes;
  readonly spans: readonly Bytes[];
}
interface DecodedSpan {
  readonly traceId: Bytes;
  readonly spanId: Bytes;
  readonly parentSpanId: Bytes;
  readonly attributes: readonly { readonly key: string }[];
}

/** Every part is decoded once, so that what is kept can be read. */
export const PROTOBUF: Encoding<Bytes> = {
  name: 'protobuf',
  groupsIn: (body) =>
    decoded(() => {
      checkProtobuf(body);
      return (SEALED.decode(body) as unknown as Sealed).groups;
    }),
  isOurs: (group) => decoded(() => namesAround(group)).includes(PROCESS_ATTRIBUTE),
  headOf(bytes) {
    try {
      return headOf(SPAN.decode(bytes) as unknown as DecodedSpan);
    } catch {
      return undefined;
    }
  },
  bytesOf: ({ length }) => length,
  requestOf: (groups) => SEALED.encode({ groups }).finish(),
};

function decoded<Message>(decode: () => Message): Message {
  try {
    return decode();
  } catch (error) {
    if (error instanceof UnusableRequest) throw error;
    const message = `the body is no ExportTraceServiceRequest in protobuf: ${String(error)}`;
    throw new UnusableRequest('malformed', message, { cause: error });
  }
}

function namesAround({ resource, scopes }: Group<Bytes>): readonly string[] {
  for (const { scope } of scopes) SCOPE.decode(scope);
  const { attributes } = RESOURCE.decode(resource) as unknown as Pick<DecodedSpan, 'attributes'>;
  return attributes.map(({ key }) => key);
}

const [TRACE_ID_BYTES, SPAN_ID_BYTES] = [16, 8];

function headOf({ traceId, spanId, parentSpanId, attributes }: DecodedSpan): SpanHead | undefined {
  if (!isId(traceId, TRACE_ID_BYTES) || !isId(spanId, SPAN_ID_BYTES)) return undefined;
  return {
    traceId: Buffer.from(traceId).toString('hex'),
    isRoot: !parentSpanId.some(isSet),
    isOurs: attributes.some(({ key }) => key === OUR_RUN),
  };
}

const isSet = (byte: number): boolean => byte !== 0;
const isId = (bytes: Bytes, length: number): boolean => bytes.length === length && bytes.some(isSet);
