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
  const { chat, socket, isSignedOut, problem } = useChat(session);
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
      <Hints chat={chat} />
    </div>
  );
}

function Banner({ isSignedOut, socket, problem }: { isSignedOut: boolean; socket: SocketState; problem: string | null }) {
  const sentence = isSignedOut
    ? 'Your sign-in has expired. Restart the program and open the link that it prints. Nothing is lost, and runs go on.'
    : socket === 'lost'
      ? 'The connection was lost; it comes back by itself. Nothing that was said is lost, and runs go on.'
      : problem;
  return sentence ? (
    <p className="banner" role="alert">
      {sentence}
    </p>
  ) : null;
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
