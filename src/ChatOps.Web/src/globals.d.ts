/** Where the ready-made Web Chat script is served; filled in by the build. */
declare const __WEB_CHAT_ADDRESS__: string;
