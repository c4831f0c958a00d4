export { chunk, completion, events, openChatServer, type ChatServer } from './chat-server.js';
export { sendInPieces, sendJson } from './loopback-server.js';
export { modelRequest, modelSpec } from './model-request.js';
export { FAULTLESS } from './rehearsed-agent.js';
