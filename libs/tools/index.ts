export { defineTool } from './define-tool.js';
export type { LoadedDocument, Tool, ToolInvocation, ToolResult } from './port.js';
export { runCall, type CallRequest, type CallResult } from './run-call.js';
export { BUILT_IN_TOOLS, toolNamed, toolsNamed } from './toolbox.js';
