export type { Conversation, ConversationItem } from './conversation-item.js';
export { conversationOf } from './conversation.js';
export { controlNamesFor, isControlName, type ControlName } from './control-name.js';
export { controlToolsOf, type ControlTool } from './control-tools.js';
export { heardBy } from './account.js';
export type { ParameterInfo } from './parameters.js';
export { partText, type Picking } from './part-text.js';
export { answerOnly, answerPart, partOf, pieceText, type Piece } from './piece.js';
export { expandPreset, type ExpandedSystem, type Expansion, type PresetRequest } from './presets/expand-preset.js';
export type { Preset, PresetSystem } from './presets/preset.js';
export { presetNamed, presets } from './presets/presets.js';
export type { Problem } from './problem.js';
export { readControls, type Controls, type SpokenAnswer } from './read-controls.js';
export { architectures, coordinationOf, type ArchitectureInfo } from './registry.js';
export { refsOf, renderConversation, type RenderedConversation, type RenderedMessage } from './render-conversation.js';
export { resolveSystem, type AgentRequest, type Resolution, type SystemRequest } from './resolve-system.js';
export {
  PURPOSES,
  type Activation,
  type Coordination,
  type Member,
  type Move,
  type Purpose,
  type SentMessage,
  type View,
} from './view.js';
