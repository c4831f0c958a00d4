export { chunk, completion, events, openChatServer, type ChatServer } from './chat-server.js';
export { openEmbeddingsServer, type EmbeddingsServer } from './embeddings-server.js';
export { openLoopback, sendInPieces, sendJson, type LoopbackServer } from './loopback-server.js';
export { modelRequest, modelSpec } from './model-request.js';
export { FAULTLESS } from './rehearsed-agent.js';
export type { Said, Scene, VendorWire } from './vendor-wire.js';
export { VENDOR_WIRES } from './vendor-wires.js';
