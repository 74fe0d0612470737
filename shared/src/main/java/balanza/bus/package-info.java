/** The one way the services talk: typed requests and events as JSON over Vert.x's event bus. */
package balanza.bus;
