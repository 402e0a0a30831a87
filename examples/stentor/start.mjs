import './server.mjs';
import './page.mjs';
