export { chunk, completion, events, openChatServer, sendInPieces, sendJson, type ChatServer } from './chat-server.js';
export { modelRequest, modelSpec } from './model-request.js';
