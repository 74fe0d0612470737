/** What a user of Balanza sees, on every deployment. */
package balanza.e2e;
