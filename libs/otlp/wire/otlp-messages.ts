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

message PartialSuccess { int64 rejected = 1; string error_message = 2; }
message ExportResponse { PartialSuccess partial_success = 1; }
message RpcStatus { int32 code = 1; string message = 2; }

// A request whose parts are left as the bytes that they are, so that they can be sorted without being understood.
message Sealed { repeated SealedGroup groups = 1; }
message SealedGroup { bytes resource = 1; repeated SealedScope scopes = 2; }
message SealedScope { bytes scope = 1; repeated bytes spans = 2; }
`;

const { root } = protobuf.parse(OTLP);
/** So that fields have the types of their messages before anything is decoded. */
root.resolveAll();

export const TRACES = root.lookupType('TracesData');
export const LOGS = root.lookupType('LogsData');
export const SPAN = root.lookupType('Span');
export const RESOURCE = root.lookupType('Resource');
export const SCOPE = root.lookupType('Scope');
export const SEALED = root.lookupType('Sealed');
export const EXPORT_RESPONSE = root.lookupType('ExportResponse');
export const RPC_STATUS = root.lookupType('RpcStatus');
