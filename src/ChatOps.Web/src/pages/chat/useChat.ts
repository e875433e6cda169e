import { useEffect, useState } from 'react';
import { checkSession, requestChatToken, type Session } from '../../session/session';
import { watchStream, type SocketState } from './connection';
import { refusalOf, sayRefusals } from './sending';
import { loadWebChat, type DirectLine, type Store, type StoreMiddleware, type WebChatLibrary } from './webChat';

export interface Chat {
  readonly library: WebChatLibrary;
  readonly directLine: DirectLine;
  readonly store: Store;
}

export interface ChatState {
  readonly chat: Chat | null;
  readonly socket: SocketState;
  /** Nothing was said yet, as far as is known. */
  readonly isEmpty: boolean;
  readonly isSignedOut: boolean;
  /** A sentence about what went wrong, or null. */
  readonly problem: string | null;
}

const probeEvery = 3000;

function conversationKey(session: Session): string {
  return `chatops.conversation.${session.identity}`;
}

/** Leaves the conversation; opening the page again starts a new one. */
export function forgetConversation(session: Session): void {
  window.localStorage.removeItem(conversationKey(session));
}

/** Connects to the person's conversation and keeps track of the connection. */
export function useChat(session: Session): ChatState {
  const [chat, setChat] = useState<Chat | null>(null);
  const [socket, setSocket] = useState<SocketState>('connecting');
  const [isSignedOut, setSignedOut] = useState(false);
  const [isEmpty, setEmpty] = useState(true);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    let isGone = false;
    let opened: Chat | undefined;
    const unwatch = watchStream(state => !isGone && setSocket(state));
    const refused = (sentence: string) => {
      setProblem(sentence);
      void checkSession().then(check => !isGone && check.state === 'signed-out' && setSignedOut(true));
    };
    connect(session, { onRefused: refused, onSent: () => setProblem(null), onFirstWords: () => setEmpty(false) })
      .then(connected => {
        opened = connected;
        if (isGone) connected.directLine.end();
        else setChat(connected);
      })
      .catch((error: unknown) => !isGone && refused(error instanceof Error ? error.message : String(error)));
    return () => {
      isGone = true;
      unwatch();
      opened?.directLine.end();
    };
  }, [session]);

  useEffect(() => {
    if (socket !== 'lost') return undefined;
    const probe = async () => {
      const check = await checkSession();
      if (check.state === 'signed-out') setSignedOut(true);
    };
    void probe();
    const timer = window.setInterval(() => void probe(), probeEvery);
    return () => window.clearInterval(timer);
  }, [socket]);

  return { chat, socket, isEmpty, isSignedOut, problem };
}

/** What the page wants to know of the conversation. */
interface ChatEvents {
  readonly onRefused: (sentence: string) => void;
  readonly onSent: () => void;
  readonly onFirstWords: () => void;
}

async function connect(session: Session, events: ChatEvents): Promise<Chat> {
  const known = window.localStorage.getItem(conversationKey(session));
  const [library, token] = await Promise.all([loadWebChat(), requestChatToken(known)]);
  window.localStorage.setItem(conversationKey(session), token.conversationId);
  const directLine = library.createDirectLine({
    domain: new URL('/v3/directline', window.location.origin).href,
    token: token.token,
    ...(token.conversationId === known ? { conversationId: known } : {})
  });
  sayRefusals(directLine, token.conversationId);
  return { library, directLine, store: library.createStore({}, notice(events)) };
}

/** A message that was refused stays in the transcript with Retry; this says why. */
function notice(events: ChatEvents): StoreMiddleware {
  return () => next => action => {
    if (action.type === 'DIRECT_LINE/POST_ACTIVITY_REJECTED') events.onRefused(refusalOf(action.payload));
    if (action.type === 'DIRECT_LINE/POST_ACTIVITY_FULFILLED') events.onSent();
    if (action.type === 'DIRECT_LINE/POST_ACTIVITY_PENDING' || action.type === 'DIRECT_LINE/INCOMING_ACTIVITY') events.onFirstWords();
    return next(action);
  };
}
