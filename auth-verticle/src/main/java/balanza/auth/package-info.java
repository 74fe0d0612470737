/** All that is secret, and no data: passwords and tokens. */
package balanza.auth;
