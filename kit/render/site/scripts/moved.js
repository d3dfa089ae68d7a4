// The whole page has gone elsewhere, or parts of it each to a place of their own.
const lead = JSON.parse(document.getElementById("lead").textContent), old = location.hash.slice(1);
location.replace(Object.hasOwn(lead.at, old) ? lead.at[old] : lead.to.includes("#") ? lead.to : lead.to + location.hash);
