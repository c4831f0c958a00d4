import { completion, openChatServer, sendJson, type ChatServer } from '#llm/testing';

export interface JudgeServer extends ChatServer {
  /** What it answers from now on, one question after the other; then it fails for good. */
  says(answers: readonly unknown[]): void;
}

/** A model that answers what a test has it answer, in JSON where that is no text. */
export async function openJudgeServer(): Promise<JudgeServer> {
  let left: readonly unknown[] = [];
  const server = await openChatServer((response) => {
    const [answer, ...others] = left;
    left = others;
    if (answer === undefined) sendJson(response, { error: { message: 'overloaded' } }, { status: 400 });
    else sendJson(response, completion({ content: typeof answer === 'string' ? answer : JSON.stringify(answer) }));
  });
  return {
    ...server,
    says(answers) {
      left = answers;
    },
  };
}
