import { Suspense, useEffect, useState } from 'react';
import { pageAt } from '../pages/pages';
import { checkSession, type SessionCheck } from '../session/session';
import { SignedOut } from './SignedOut';

const retryEvery = 3000;

/** Finds out who is here and shows the page that the address names. */
export function App() {
  const [check, setCheck] = useState<SessionCheck | null>(null);

  useEffect(() => {
    let timer: number | undefined;
    let isGone = false;
    const ask = async () => {
      const answer = await checkSession();
      if (isGone) return;
      setCheck(answer);
      if (answer.state === 'unreachable') timer = window.setTimeout(ask, retryEvery);
    };
    void ask();
    return () => {
      isGone = true;
      window.clearTimeout(timer);
    };
  }, []);

  if (!check) return <p className="waiting">Opening ...</p>;
  if (check.state === 'signed-out') return <SignedOut />;
  if (check.state === 'unreachable') return <p className="waiting">The program does not answer. Is it running? Trying again ...</p>;
  const Page = pageAt(window.location.pathname).component;
  return (
    <Suspense fallback={<p className="waiting">Opening ...</p>}>
      <Page session={check.session} />
    </Suspense>
  );
}
