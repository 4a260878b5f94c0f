/**/ typeof cb === 'function' && cb({"data":[{"id":1,"email":"ana@x.example"}]});
