import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { Session } from '../session/session';

export interface PageProps {
  readonly session: Session;
}

interface Page {
  readonly path: string;
  readonly title: string;
  readonly component: LazyExoticComponent<ComponentType<PageProps>>;
}

/** Every page is a folder beside this file, loaded when it is opened. */
export const pages: readonly Page[] = [{ path: '/', title: 'Chat', component: lazy(() => import('./chat/ChatPage')) }];

/** The page for an address; the chat when there is none. */
export function pageAt(path: string): Page {
  return pages.find(page => page.path === path) ?? (pages[0] as Page);
}
