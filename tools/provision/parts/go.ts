import type { Tool } from '../run-tool.js';

export const GO: Tool = { command: 'go', fix: 'install Go 1.25 or newer (https://go.dev/dl)' };

/** Static, without debug tables and paths of this machine: the same sources give the same bytes. */
export const BUILD_FLAGS = ['-trimpath', '-buildvcs=false', '-ldflags=-s -w'];
export const GO_ENVIRONMENT = { CGO_ENABLED: '0' };
