/** The parts of Web Chat's ready-made script (window.WebChat) that the page uses. */
export interface WebChatLibrary {
  createDirectLine(options: { domain: string; token: string; conversationId?: string }): DirectLine;
  createStore(initialState: object, middleware: StoreMiddleware): Store;
  renderWebChat(options: WebChatOptions, element: HTMLElement): void;
}

export interface DirectLine {
  /** Renewed by the library while it runs. */
  readonly token: string;
  end(): void;
  /** Gives the activity's id, or the word "retry" when the server is in trouble. */
  postActivity: (activity: object) => Answers;
}

/** The part of the library's observables that is used here. */
export interface Answers {
  flatMap(next: (id: string) => PromiseLike<string>): Answers;
}

interface StoreAction {
  readonly type: string;
  readonly payload?: unknown;
}

export interface Store {
  dispatch(action: StoreAction): void;
}

export type StoreMiddleware = () => (next: (action: StoreAction) => unknown) => (action: StoreAction) => unknown;

interface CardAction {
  readonly cardAction: { readonly type: string; readonly value?: unknown };
}

type CardActionMiddleware = () => (next: (request: CardAction) => unknown) => (request: CardAction) => unknown;

interface WebChatOptions {
  readonly directLine: DirectLine;
  readonly store: Store;
  readonly userID: string;
  readonly username: string;
  readonly locale: string;
  readonly styleOptions: object;
  readonly adaptiveCardsHostConfig: object;
  readonly cardActionMiddleware: CardActionMiddleware;
}

declare global {
  interface Window {
    WebChat?: WebChatLibrary;
  }
}

let loading: Promise<WebChatLibrary> | undefined;

/** Loads the script once; it is large, so only the chat page does. */
export function loadWebChat(): Promise<WebChatLibrary> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = __WEB_CHAT_ADDRESS__;
    script.onload = () =>
      window.WebChat ? resolve(window.WebChat) : reject(new Error('The chat did not load. Reload the page.'));
    script.onerror = () => reject(new Error('The chat could not be loaded. Check that the program is running and reload the page.'));
    document.head.append(script);
  });
  return loading;
}

/** Opens links of cards in a new tab; addresses of our own come without the host, which only the browser knows. */
export const openOwnLinks: CardActionMiddleware = () => next => request => {
  const { type, value } = request.cardAction;
  if (type !== 'openUrl' || typeof value !== 'string' || !value.startsWith('/')) return next(request);
  const address = new URL(value, window.location.origin);
  if (address.origin === window.location.origin) window.open(address, '_blank', 'noopener,noreferrer');
  return undefined;
};
