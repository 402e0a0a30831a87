/** Addresses that no server may be talked into asking, by their spelling alone. */
export const refused: readonly string[] = [
  // Other schemes and ports.
  'ftp://site.org/', 'file:///etc/passwd', 'gopher://site.org:70/', 'data:text/html,<title>x</title>', '\tjavascript:alert(1)',
  'blob:https://site.org/1', 'ws://site.org/', 'about:blank', 'mailto:a@site.org', 'dict://site.org:11211/', 'view-source:https://site.org/',
  'http://site.org:22/', 'http://site.org:8080/', 'https://site.org:8443/', 'http://site.org:6379/', 'https://site.org:25/',
  // No address at all.
  '', ' ', 'site.org', '//site.org/', '/etc/passwd', 'http://', 'https://?', 'http://[::1', 'http://256.256.256.256/', 'http://a b.org/', `https://site.org/${'a'.repeat(2100)}`,
  // Names and passwords.
  'http://user@site.org/', 'http://user:pass@site.org/', 'https://site.org@127.0.0.1/', 'http://127.0.0.1@site.org/',
  // Loopback and “this host”, plain and disguised.
  'http://127.0.0.1/', 'http://127.0.0.1:80/', 'https://127.0.0.1:443/', 'http://127.1/', 'http://127.0.1/', 'http://127.255.255.254/', 'http://0.0.0.0/', 'http://0/', 'http://0.1.2.3/',
  'http://2130706433/', 'http://0x7f000001/', 'http://0x7f.0.0.1/', 'http://0x7f.1/', 'http://017700000001/', 'http://0177.0.0.1/', 'http://0177.1/', 'http://127.0.0.1./',
  'http://%31%32%37.0.0.1/', 'http://127%2e0.0.1/', 'http://１２７.0.0.1/', 'http://①②⑦.⓪.⓪.①/', 'http://127。0。0。1/', 'http:\\\\127.0.0.1\\', 'http:127.0.0.1/', 'http:///127.0.0.1/', ' http://127.0.0.1/ ', 'h\nttp://127.0.0.1/',
  // A public address, disguised as a number: nobody writes that in good faith.
  'http://134744072/', 'http://0x08080808/', 'http://8.8.2056/', 'http://010.8.8.8/',
  // Private, shared, link-local and metadata.
  'http://10.0.0.1/', 'http://10.255.255.255/', 'http://172.16.0.1/', 'http://172.31.255.255/', 'http://192.168.0.1/', 'http://192.168.255.254/', 'http://100.64.0.1/', 'http://100.127.255.255/', 'http://100.100.100.200/latest/meta-data/',
  'http://169.254.169.254/latest/meta-data/', 'http://169.254.170.2/', 'http://2852039166/', 'http://0xa9fea9fe/', 'http://0251.0376.0251.0376/', 'http://168.63.129.16/', 'http://192.0.0.192/',
  // Reserved, for documentation, multicast, broadcast.
  'http://192.0.2.1/', 'http://198.51.100.7/', 'http://203.0.113.9/', 'http://198.18.0.1/', 'http://198.19.255.255/', 'http://192.88.99.1/', 'http://224.0.0.1/', 'http://239.255.255.250/', 'http://240.0.0.1/', 'http://255.255.255.255/',
  // IPv6: loopback, unspecified, mapped, compatible, translated, tunnels, local, multicast, documentation.
  'http://[::1]/', 'http://[::]/', 'http://[0:0:0:0:0:0:0:1]/', 'http://[::ffff:127.0.0.1]/', 'http://[::ffff:7f00:1]/', 'http://[::ffff:8.8.8.8]/', 'http://[::127.0.0.1]/', 'http://[::8.8.8.8]/', 'http://[::ffff:0:127.0.0.1]/',
  'http://[64:ff9b::7f00:1]/', 'http://[64:ff9b::8.8.8.8]/', 'http://[64:ff9b:1::1]/', 'http://[2002:7f00:1::]/', 'http://[2002:808:808::]/', 'http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/', 'http://[2001:10::1]/', 'http://[2001:db8::1]/', 'http://[3fff::1]/',
  'http://[fe80::1]/', 'http://[fe80::1%25eth0]/', 'http://[fec0::1]/', 'http://[fc00::1]/', 'http://[fd00:ec2::254]/', 'http://[ff02::1]/', 'http://[100::1]/', 'http://[4000::1]/',
  // Names of the inside of a house.
  'http://localhost/', 'http://LOCALHOST/', 'http://localhost./', 'http://a.localhost/', 'http://localhost.localdomain/', 'http://printer.local/', 'http://metadata.google.internal/', 'http://metadata/', 'http://intranet/',
  'http://router.home.arpa/', 'http://nas.lan/', 'http://git.corp/', 'http://1.0.0.127.in-addr.arpa/', 'http://a.test/', 'http://a.invalid/', 'http://x.onion/', 'https://site.org./', 'https://site..org/', 'https://-site.org/', 'https://.org/', 'https://si!te.org/',
]; // prettier-ignore

/** Addresses that may be asked, and as what. */
export const accepted: Readonly<Record<string, string>> = {
  'https://site.org': 'https://site.org/',
  'http://site.org/page?q=1': 'http://site.org/page?q=1',
  'https://site.org/page#part': 'https://site.org/page',
  'HTTPS://SITE.ORG:443/Page': 'https://site.org/Page',
  'http://site.org:80/': 'http://site.org/',
  'http://site.org:443/': 'http://site.org:443/',
  'https://bücher.org/': 'https://xn--bcher-kva.org/',
  'https://a.b.c.site.co.uk/': 'https://a.b.c.site.co.uk/',
  'https://my_site.blog.org/': 'https://my_site.blog.org/',
  'http://93.184.215.14/': 'http://93.184.215.14/',
  'http://8.8.8.8/': 'http://8.8.8.8/',
  'http://172.32.0.1/': 'http://172.32.0.1/',
  'http://100.128.0.1/': 'http://100.128.0.1/',
  'https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/': 'https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/',
};

/** What a resolver must not be believed about a public name. */
export const privatePlaces: readonly string[] = [
  '127.0.0.1', '10.1.2.3', '172.20.0.1', '192.168.1.1', '169.254.169.254', '100.64.3.4', '0.0.0.0', '224.0.0.251', '255.255.255.255',
  '::1', '::', '::ffff:10.0.0.1', '::ffff:a00:1', 'fe80::1%eth0', 'fd12::1', '64:ff9b::a00:1', '2002:a00:1::', 'not an address', '',
]; // prettier-ignore
