import { Command } from 'commander';
import type { Session } from '../session.js';
import { traceExportCommand } from './trace-export.js';
import { traceHtmlCommand } from './trace-html.js';
import { traceShowCommand } from './trace-show.js';

export const traceCommand = (session: Session): Command =>
  new Command('trace')
    .description('traces of runs: in the terminal, as a page, or sent to others')
    .addCommand(traceShowCommand(session))
    .addCommand(traceHtmlCommand(session))
    .addCommand(traceExportCommand(session));
