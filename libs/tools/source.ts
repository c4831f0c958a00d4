import type { Tool } from './port.js';

/** How a source of tools is: for readiness and for those who look after the installation. */
export interface SourceState {
  readonly name: string;
  /** Whether its tools can be called now. */
  readonly ready: boolean;
  /** What keeps it or one of its tools from being used, each with what would mend it; free of secrets. */
  readonly problems: readonly string[];
}

/** Declared tools of one origin. They may change while it is open. */
export interface ToolSource {
  tools(): readonly Tool[];
  /** Also a tool that cannot be called now, and says so when it is. */
  toolNamed(name: string): Tool | undefined;
  state(): SourceState;
  close(): Promise<void>;
}
