// One document, read from beside this page and tried against the host that it came from. Nothing is asked of anybody else: the
// validator that swagger-ui would call is switched off, and the page's Content-Security-Policy forbids the rest.
window.ui = SwaggerUIBundle({
  url: document.getElementById('api').dataset.document,
  dom_id: '#api',
  deepLinking: true,
  validatorUrl: null,
  syntaxHighlight: { activated: true },
  defaultModelsExpandDepth: 0,
});
