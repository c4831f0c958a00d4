import type { RunEvent, RunId } from '#events';
import type { Api } from '../api/api.js';
import { followRun } from '../api/follow-run.js';
import { toldInWords } from '../api/texts.js';
import type { Terminal } from '../terminal.js';
import { liveWords } from './live-words.js';
import { narrator } from './narrator.js';

/**
 * Tells a run as it happens and gives all its events. On a terminal, what is being said stands below what has been told,
 * and goes when it is told itself.
 */
export async function watchRun(terminal: Terminal, api: Api, runId: RunId): Promise<readonly RunEvent[]> {
  const tell = narrator({ paint: terminal.paint, width: terminal.width, brief: false });
  const below = terminal.live === undefined ? undefined : await stageOn(terminal.live, terminal);
  const events: RunEvent[] = [];
  try {
    for await (const event of followRun(api, runId, below === undefined ? {} : { onDelta: below.hear })) {
      events.push(event);
      const lines = tell(await toldInWords(api, event));
      below?.clear();
      lines.forEach(terminal.print);
      below?.note(event);
    }
  } finally {
    below?.leave();
  }
  return events;
}

/** The words of turns that go on, at the end of what a terminal shows. */
async function stageOn(stream: NodeJS.WritableStream, telling: Terminal) {
  // Loaded by who needs it: it would make every command slower to start.
  const { createLogUpdate } = await import('log-update');
  const area = createLogUpdate(stream);
  const words = liveWords(telling);
  const draw = () => {
    const lines = words.lines();
    if (lines.length > 0) area(lines.join('\n'));
  };
  return {
    hear: (...[delta]: Parameters<typeof words.hear>) => {
      words.hear(delta);
      draw();
    },
    note: (event: RunEvent) => {
      words.note(event);
      draw();
    },
    clear: () => {
      area.clear();
    },
    leave: () => {
      area.clear();
      area.done();
    },
  };
}
