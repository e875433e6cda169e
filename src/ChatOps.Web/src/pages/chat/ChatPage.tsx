import { useEffect, useRef } from 'react';
import { Header } from '../../shell/Header';
import type { PageProps } from '../pages';
import { cardStyle, chatStyle } from './looks';
import { forgetConversation, useChat, type Chat } from './useChat';
import { useDark } from './useDark';
import { openOwnLinks } from './webChat';
import type { SocketState } from './connection';
import './chat.css';

const hints = ['validate demo', 'export demo', 'profile demo', 'help'];

const stateWords: Record<SocketState, string> = {
  connecting: 'Connecting',
  open: 'Connected',
  lost: 'Connection lost'
};

export default function ChatPage({ session }: PageProps) {
  const { chat, socket, isEmpty, isSignedOut, problem } = useChat(session);
  const isDark = useDark();
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!chat || !place.current) return;
    chat.library.renderWebChat(
      {
        directLine: chat.directLine,
        store: chat.store,
        userID: session.identity,
        username: session.name,
        locale: 'en-US',
        styleOptions: chatStyle(isDark),
        adaptiveCardsHostConfig: cardStyle(isDark),
        cardActionMiddleware: openOwnLinks
      },
      place.current
    );
  }, [chat, isDark, session]);

  const startAgain = () => {
    forgetConversation(session);
    window.location.reload();
  };

  return (
    <div className="chat-page">
      <Header
        session={session}
        state={
          <span className={`connection connection-${socket}`} role="status">
            {stateWords[socket]}
          </span>
        }
      >
        <button type="button" className="quiet" onClick={startAgain}>
          New chat
        </button>
      </Header>
      <Banner isSignedOut={isSignedOut} socket={socket} problem={problem} />
      <main className="chat" ref={place} aria-label="Conversation" />
      {socket === 'open' && isEmpty && <Greeting />}
      <Hints chat={chat} />
    </div>
  );
}

function Banner({ isSignedOut, socket, problem }: { isSignedOut: boolean; socket: SocketState; problem: string | null }) {
  const sentence = isSignedOut
    ? 'You are signed out. Open a fresh sign-in link: dotnet run --project src/ChatOps -- sign-in PERSON prints one while the program runs. Nothing is lost, and runs go on.'
    : socket === 'lost'
      ? 'The connection was lost; it comes back by itself. What was said is kept, and unfinished runs go on as soon as the program runs.'
      : problem;
  return sentence ? (
    <p className="banner" role="alert">
      {sentence}
    </p>
  ) : null;
}

/** Stands where the first messages will be. */
function Greeting() {
  return (
    <p className="greeting" role="note">
      Write what you want in your own words, such as: <b>validate demo</b>. I show a plan first.
    </p>
  );
}

/** What to write first; a press says it. */
function Hints({ chat }: { chat: Chat | null }) {
  return (
    <nav className="hints" aria-label="What to write">
      <span>Try</span>
      {hints.map(text => (
        <button
          key={text}
          type="button"
          className="hint"
          disabled={!chat}
          onClick={() => chat?.store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text } })}
        >
          {text}
        </button>
      ))}
    </nav>
  );
}
