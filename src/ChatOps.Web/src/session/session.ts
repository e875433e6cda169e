export interface Session {
  /** The person in the terms of the web channel. */
  readonly identity: string;
  readonly name: string;
  readonly roles: readonly string[];
}

export type SessionCheck =
  | { readonly state: 'signed-in'; readonly session: Session }
  | { readonly state: 'signed-out' }
  | { readonly state: 'unreachable' };

/** Marks our own scripts' requests; other sites cannot send it. */
const pageHeader = { 'X-ChatOps-Page': '1' } as const;

/** Asks the server who is signed in. Never throws. */
export async function checkSession(): Promise<SessionCheck> {
  try {
    const response = await fetch('/api/session', { cache: 'no-store' });
    if (response.ok) return { state: 'signed-in', session: (await response.json()) as Session };
    return response.status === 401 ? { state: 'signed-out' } : { state: 'unreachable' };
  } catch {
    return { state: 'unreachable' };
  }
}

export async function signOut(): Promise<void> {
  await fetch('/api/session', { method: 'DELETE', headers: pageHeader });
}

export interface ChatToken {
  readonly conversationId: string;
  readonly token: string;
}

/** A token for the named conversation, or for a new one when it is not there any more. */
export async function requestChatToken(conversationId: string | null): Promise<ChatToken> {
  const response = await fetch('/v3/directline/tokens/generate', {
    method: 'POST',
    headers: { ...pageHeader, 'Content-Type': 'application/json' },
    body: JSON.stringify(conversationId ? { conversationId } : {})
  });
  if (!response.ok) throw new Error(await sentenceOf(response));
  return (await response.json()) as ChatToken;
}

async function sentenceOf(response: Response): Promise<string> {
  try {
    const body = (await response.json()) as { error?: { message?: string } };
    return body.error?.message ?? `The server answered with ${response.status}.`;
  } catch {
    return `The server answered with ${response.status}.`;
  }
}
