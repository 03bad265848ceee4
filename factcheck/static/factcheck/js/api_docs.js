// Shows the API's schema with Swagger UI, from this server alone.
const place = document.getElementById("api-docs");

window.SwaggerUIBundle({
  url: place.dataset.schema,
  domNode: place,
  deepLinking: true,
  docExpansion: "list",
  tryItOutEnabled: false,
  // Its validator badge would ask a server outside.
  validatorUrl: null,
  requestInterceptor(request) {
    // A signed-in person writes with the session, which needs the page's own token.
    if (!request.headers.Authorization) request.headers["X-CSRFToken"] = place.dataset.csrf;
    return request;
  },
});
