import type { Command } from 'commander';
import type { ConnectionOptions } from '../server/connect.js';
import type { Session } from '../session.js';
import { dataOption } from './data-option.js';
import { httpUrl } from './http-url.js';
import { SERVER_EXAMPLE } from './named-server.js';

export interface TalkingOptions extends ConnectionOptions {
  readonly json?: true;
}

/** Where the server is, and how to print: what every command that talks to one takes. */
export const withConnectionOptions = (command: Command, session: Session): Command =>
  command
    .option('--server <url>', 'address of a running server (or PARLEY_URL)', httpUrl(SERVER_EXAMPLE))
    .addOption(dataOption(session, 'data directory whose server to use (or PARLEY_DATA)'))
    .option('--json', 'print JSON and nothing else on stdout');
