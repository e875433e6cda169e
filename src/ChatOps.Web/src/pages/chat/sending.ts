import type { DirectLine } from './webChat';

/** The server's sentence about a message that it did not take. */
class Refusal extends Error {}

/**
 * When the server is in trouble (such as a full disk), the library swallows its answer and Web Chat waits for two
 * minutes. This sends the message once more, which counts once, and lets a second refusal be seen at once.
 */
export function sayRefusals(directLine: DirectLine, conversationId: string): void {
  const post = directLine.postActivity.bind(directLine);
  directLine.postActivity = activity =>
    post(activity).flatMap(id => (id === 'retry' ? postAgain(directLine, conversationId, activity) : Promise.resolve(id)));
}

/** The sentence for people about a message that was not sent. */
export function refusalOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  const answer = (error as { xhr?: { response?: ErrorAnswer } } | null)?.xhr?.response;
  return answer?.error?.message ?? 'The message was not sent. Press Retry below it.';
}

interface ErrorAnswer {
  readonly error?: { readonly message?: string };
}

async function postAgain(directLine: DirectLine, conversationId: string, activity: object): Promise<string> {
  const response = await fetch(`/v3/directline/conversations/${conversationId}/activities`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${directLine.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(activity)
  });
  const answer = (await response.json()) as ErrorAnswer & { readonly id?: string };
  if (response.ok && answer.id) return answer.id;
  throw new Refusal(answer.error?.message ?? `The server answered with ${response.status}.`);
}
