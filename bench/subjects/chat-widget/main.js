import { widgetSubject } from './widget.js';

window.subject = widgetSubject('chat-widget', { key: 'bench', 'config-url': location.pathname });
