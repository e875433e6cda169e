import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(prefers-color-scheme: dark)');

/** True while the browser asks for dark colours. */
export function useDark(): boolean {
  return useSyncExternalStore(
    changed => {
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => query.matches
  );
}
