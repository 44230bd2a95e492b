/** Characters written as something else: every one has to stay the character, never become markup. */
export const entities: readonly string[] = [
  '&lt;script&gt;canary(1)&lt;/script&gt;',
  '&#60;script&#62;canary(1)&#60;/script&#62;',
  '&#x3c;img src=x onerror=canary(1)&#x3e;',
  '&#0000060img src=x onerror=canary(1)&#0000062',
  '&LT;svg onload=canary(1)&GT;',
  '&amp;lt;script&amp;gt;canary(1)',
  '&#x26;lt;script&#x26;gt;canary(1)',
  '&colon;&lpar;&rpar;&Tab;&NewLine;&nbsp;&shy;&zwnj;&zwj;&lrm;&rlm;&ZeroWidthSpace;&InvisibleTimes;',
  '&#0;&#x0;&#xFFFE;&#xD800;&#xDFFF;&#1114112;&#x110000;&#99999999999999999999;',
  '&#8238;gnp.exe&#8236; &#x202e;txt.exe',
  '&notanentity; &; &#; &#x; &#xZZ; &amp',
  '`&lt;b&gt;` and ``<b>``',
  '**&lt;b&gt;**<b>**</b>**',
  '\\<script>canary(1)\\</script>',
  '&bne;&nvlt;&fjlig;&DownBreve;&CounterClockwiseContourIntegral;',
];
