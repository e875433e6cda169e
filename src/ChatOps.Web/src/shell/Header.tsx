import type { ReactNode } from 'react';
import { signOut, type Session } from '../session/session';

interface HeaderProps {
  readonly session: Session;
  /** What the page has to say about itself, such as its connection. */
  readonly state: ReactNode;
  /** Buttons of the page. */
  readonly children?: ReactNode;
}

export function Header({ session, state, children }: HeaderProps) {
  const leave = async () => {
    await signOut();
    window.location.reload();
  };
  return (
    <header className="header">
      <a className="brand" href="/">
        <img src="/favicon.svg" alt="" width="28" height="28" />
        <span>
          ChatOps <small>for databases</small>
        </span>
      </a>
      <div className="header-state">{state}</div>
      {children}
      <span className="person" title={session.roles.join(', ')}>
        <span className="person-sign" aria-hidden="true">
          {[...session.name][0]?.toUpperCase()}
        </span>
        <span className="person-name">{session.name}</span>
      </span>
      <button type="button" className="quiet" onClick={() => void leave()}>
        Sign out
      </button>
    </header>
  );
}
