import { ANTHROPIC_WIRE } from './anthropic-server.js';
import { CHAT_WIRE } from './chat-wire.js';
import { GOOGLE_WIRE } from './google-server.js';
import { OPENAI_WIRE } from './openai-server.js';
import type { VendorWire } from './vendor-wire.js';

/** The documented formats of all vendors. */
export const VENDOR_WIRES: readonly VendorWire[] = [OPENAI_WIRE, ANTHROPIC_WIRE, GOOGLE_WIRE, CHAT_WIRE];
