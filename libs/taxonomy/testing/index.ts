export { conversation, type Conversation } from './conversation.js';
