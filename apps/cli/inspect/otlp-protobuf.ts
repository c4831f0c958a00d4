import protobuf from 'protobufjs';

/** The part of OTLP that is read: fields of traces and logs that a decoder may meet, by their numbers. */
const OTLP = `
syntax = "proto3";
message TracesData { repeated ResourceSpans resource_spans = 1; }
message LogsData { repeated ResourceLogs resource_logs = 1; }
message ResourceSpans { Resource resource = 1; repeated ScopeSpans scope_spans = 2; }
message ResourceLogs { Resource resource = 1; repeated ScopeLogs scope_logs = 2; }
message Resource { repeated KeyValue attributes = 1; }
message ScopeSpans { Scope scope = 1; repeated Span spans = 2; }
message ScopeLogs { Scope scope = 1; repeated LogRecord log_records = 2; }
message Scope { string name = 1; string version = 2; }
message Span {
  bytes trace_id = 1; bytes span_id = 2; bytes parent_span_id = 4; string name = 5; int32 kind = 6;
  fixed64 start_time_unix_nano = 7; fixed64 end_time_unix_nano = 8; repeated KeyValue attributes = 9;
  repeated Event events = 11; repeated Link links = 13; Status status = 15;
}
message Event { fixed64 time_unix_nano = 1; string name = 2; repeated KeyValue attributes = 3; }
message Link { bytes trace_id = 1; bytes span_id = 2; repeated KeyValue attributes = 4; }
message Status { string message = 2; int32 code = 3; }
message LogRecord {
  fixed64 time_unix_nano = 1; AnyValue body = 5; repeated KeyValue attributes = 6;
  bytes trace_id = 9; bytes span_id = 10; string event_name = 12;
}
message KeyValue { string key = 1; AnyValue value = 2; }
message AnyValue { oneof value {
  string string_value = 1; bool bool_value = 2; int64 int_value = 3; double double_value = 4;
  ArrayValue array_value = 5; KeyValueList kvlist_value = 6; bytes bytes_value = 7;
} }
message ArrayValue { repeated AnyValue values = 1; }
message KeyValueList { repeated KeyValue values = 1; }
`;

const { root } = protobuf.parse(OTLP);
const TRACES = root.lookupType('TracesData');
const LOGS = root.lookupType('LogsData');

/** 64-bit numbers as text, ids as bytes: both are what the reader of OTLP takes. */
const AS_JSON = { longs: String } as const;

/** An OTLP request in protobuf as the JSON reader takes it; throws on bytes that are no message. */
export const decodeTraces = (bytes: Uint8Array): unknown => TRACES.toObject(TRACES.decode(bytes), AS_JSON);
export const decodeLogs = (bytes: Uint8Array): unknown => LOGS.toObject(LOGS.decode(bytes), AS_JSON);
