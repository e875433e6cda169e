interface Palette {
  readonly back: string;
  readonly panel: string;
  readonly front: string;
  readonly soft: string;
  readonly line: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly mine: string;
  readonly good: string;
  readonly warning: string;
  readonly attention: string;
  readonly emphasis: string;
  readonly goodBack: string;
  readonly warningBack: string;
  readonly attentionBack: string;
  readonly accentBack: string;
}

const light: Palette = {
  back: '#f3f5f9',
  panel: '#ffffff',
  front: '#1b2130',
  soft: '#5c667a',
  line: '#dde2ec',
  accent: '#2c5fd5',
  onAccent: '#ffffff',
  mine: '#2c5fd5',
  good: '#147a46',
  warning: '#8a5a00',
  attention: '#b3261e',
  emphasis: '#eef1f7',
  goodBack: '#ddf3e6',
  warningBack: '#fff0cc',
  attentionBack: '#fbdedb',
  accentBack: '#8fb0f5'
};

const dark: Palette = {
  back: '#12151c',
  panel: '#1d222c',
  front: '#e6e9f0',
  soft: '#9aa4b8',
  line: '#323a4a',
  accent: '#7da2ff',
  onAccent: '#0d1426',
  mine: '#2a4ea8',
  good: '#58d399',
  warning: '#f2c463',
  attention: '#ff8f86',
  emphasis: '#272e3b',
  goodBack: '#1b3a2b',
  warningBack: '#3d341c',
  attentionBack: '#462624',
  accentBack: '#3d62b8'
};

const font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const monospace = "ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, monospace";

/** Web Chat's own style options. */
export function chatStyle(isDark: boolean): object {
  const look = isDark ? dark : light;
  return {
    accent: look.accent,
    backgroundColor: look.back,
    subtle: look.soft,
    primaryFont: font,
    monospaceFont: monospace,
    rootHeight: '100%',
    rootWidth: '100%',
    paddingRegular: 14,
    bubbleBackground: look.panel,
    bubbleTextColor: look.front,
    bubbleBorderColor: look.line,
    bubbleBorderRadius: 12,
    bubbleNubSize: 0,
    bubbleFromUserBackground: look.mine,
    bubbleFromUserTextColor: '#ffffff',
    bubbleFromUserBorderColor: look.mine,
    bubbleFromUserBorderRadius: 12,
    bubbleFromUserNubSize: 0,
    bubbleMaxWidth: 760,
    bubbleMessageMaxWidth: 760,
    bubbleAttachmentMaxWidth: 760,
    bubbleAttachmentMinWidth: 280,
    bubbleMinHeight: 38,
    bubbleMinWidth: 200,
    cardEmphasisBackgroundColor: look.emphasis,
    hideUploadButton: true,
    sendBoxBackground: look.panel,
    sendBoxTextColor: look.front,
    sendBoxPlaceholderColor: look.soft,
    sendBoxButtonColor: look.accent,
    sendBoxButtonColorOnHover: look.accent,
    sendBoxBorderTop: `solid 1px ${look.line}`,
    sendBoxHeight: 52,
    sendTypingIndicator: false,
    suggestedActionLayout: 'flow',
    suggestedActionBackgroundColor: look.panel,
    suggestedActionBackgroundColorOnHover: look.emphasis,
    suggestedActionTextColor: look.accent,
    suggestedActionBorderColor: look.line,
    suggestedActionBorderRadius: 18,
    suggestedActionHeight: 36,
    timestampColor: look.soft,
    timestampFormat: 'absolute',
    transcriptActivityVisualKeyboardIndicatorColor: look.line,
    transcriptVisualKeyboardIndicatorColor: look.accent
  };
}

/** How cards are drawn: the host configuration of the Adaptive Cards renderer. */
export function cardStyle(isDark: boolean): object {
  const look = isDark ? dark : light;
  const colour = (value: string) => ({ default: value, subtle: value });
  const foregroundColors = {
    default: { default: look.front, subtle: look.soft },
    dark: colour(look.front),
    light: colour(look.soft),
    accent: colour(look.accent),
    good: colour(look.good),
    warning: colour(look.warning),
    attention: colour(look.attention)
  };
  const container = (backgroundColor: string) => ({ backgroundColor, foregroundColors });
  return {
    supportsInteractivity: true,
    fontFamily: font,
    fontTypes: { default: { fontFamily: font }, monospace: { fontFamily: monospace } },
    fontSizes: { small: 12, default: 14, medium: 17, large: 20, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    lineHeights: { small: 17, default: 20, medium: 24, large: 28, extraLarge: 32 },
    spacing: { small: 4, default: 8, medium: 14, large: 20, extraLarge: 28, padding: 14 },
    separator: { lineThickness: 1, lineColor: look.line },
    containerStyles: {
      default: container(look.panel),
      emphasis: container(look.emphasis),
      good: container(look.goodBack),
      warning: container(look.warningBack),
      attention: container(look.attentionBack),
      accent: container(look.accentBack)
    },
    actions: {
      maxActions: 12,
      spacing: 'default',
      buttonSpacing: 8,
      showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
      actionsOrientation: 'horizontal',
      actionAlignment: 'left'
    },
    factSet: {
      title: { color: 'default', size: 'default', isSubtle: true, weight: 'default', wrap: true, maxWidth: 220 },
      value: { color: 'default', size: 'default', isSubtle: false, weight: 'default', wrap: true },
      spacing: 18
    },
    table: { cellSpacing: 4 },
    inputs: { label: { inputSpacing: 'small', requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' }, optionalInputs: { weight: 'bolder' } } }
  };
}
