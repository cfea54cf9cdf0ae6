/**
 * A certificate authority of one machine, and a certificate for its servers: made once by openssl,
 * kept in a folder that its owner alone reads. Production hands in certificates of its own.
 */
export interface Certificates {
  /** Paths of PEM files. */
  authority: string;
  certificate: string;
  key: string;
}

const DAYS = "825";

class CertificateFailed extends Error {
  override name = "CertificateFailed";
}

async function openssl(...args: string[]): Promise<void> {
  const out = await new Deno.Command("openssl", { args, stdout: "null", stderr: "piped" })
    .output().catch((cause) => {
      throw new CertificateFailed("openssl is not on this machine: install it.", { cause });
    });
  if (out.success) return;
  throw new CertificateFailed(`openssl ${args[0]}: ${new TextDecoder().decode(out.stderr)}`);
}

const isThere = (path: string): Promise<boolean> => Deno.stat(path).then(() => true, () => false);

/** Names and addresses that the certificate is for, such as `localhost` and `127.0.0.1`. */
export async function certificatesIn(folder: string, hosts: string[]): Promise<Certificates> {
  const at = (name: string) => `${folder}/${name}`;
  const made = { authority: at("ca.pem"), certificate: at("server.pem"), key: at("server.key") };
  if (await isThere(made.certificate)) return made;
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  await openssl(
    ...["req", "-x509", ...curve, "-days", DAYS, "-subj", "/CN=Tidegate local authority"],
    ...["-keyout", at("ca.key"), "-out", made.authority],
    ...["-addext", "keyUsage=critical,keyCertSign,cRLSign"],
  );
  const request = at("server.csr");
  await openssl(
    ...["req", ...curve, "-subj", `/CN=${hosts[0]}`, "-keyout", made.key, "-out", request],
  );
  const names = hosts.map((host) => /^[\d.]+$|:/.test(host) ? `IP:${host}` : `DNS:${host}`);
  const extensions = at("server.ext");
  await Deno.writeTextFile(
    extensions,
    `subjectAltName=${names.join(",")}\nextendedKeyUsage=serverAuth,clientAuth\n`,
  );
  await openssl(
    ...["x509", "-req", "-in", request, "-CA", made.authority, "-CAkey", at("ca.key")],
    ...["-CAcreateserial", "-days", DAYS, "-extfile", extensions, "-out", made.certificate],
  );
  for (const name of ["ca.key", "server.key"]) await Deno.chmod(at(name), 0o600);
  return made;
}
