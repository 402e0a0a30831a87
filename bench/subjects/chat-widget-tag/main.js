import { widgetSubject } from '../chat-widget/widget.js';

window.subject = widgetSubject('chat-widget, module script');
