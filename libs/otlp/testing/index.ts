export { protobufOf } from './protobuf-of.js';
