SwaggerUIBundle({
  dom_id: '#api',
  urls: [
    { name: 'Users', url: '/docs/specs/user-service.yaml' },
    { name: 'Media', url: '/docs/specs/media-service.yaml' },
    { name: 'Notifications', url: '/docs/specs/notification-service.yaml' },
  ],
  deepLinking: true,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: 'StandaloneLayout',
});
